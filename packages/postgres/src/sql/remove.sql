-- $1 tenant, $2 kind, $3 id, $4 operation, $5 digest, $6 epoch, $7 expect, $8 revision, $9 tombstone ms, $10 operation memory,
-- $11 how long to wait for a lock in ms
select * from openbell_remove(
  $1::text, $2::text, $3::text, $4::text, $5::text, $6::text::bigint, $7::text, $8::text::bigint, $9::text::bigint, $10::text::integer,
  $11::text::integer
)
