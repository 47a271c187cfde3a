-- $1 tenant, $2 kind, $3 id, $4 operation, $5 digest, $6 epoch, $7 extras, $8 items, $9 operation memory, $10 how long to wait for a lock in ms
select * from openbell_append(
  $1::text, $2::text, $3::text, $4::text, $5::text, $6::text::bigint, $7::text::jsonb, $8::bytea, $9::text::integer, $10::text::integer
)
