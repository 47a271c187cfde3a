-- $1 tenant, $2 kind, $3 id, $4 operation, $5 digest, $6 epoch, $7 by ms, $8 max ms, $9 operation memory, $10 how long to wait for a lock in ms
select * from openbell_extend(
  $1::text, $2::text, $3::text, $4::text, $5::text, $6::text::bigint, $7::text::bigint, $8::text::bigint, $9::text::integer,
  $10::text::integer
)
