-- $1 tenant, $2 kind, $3 id, $4 operation, $5 digest, $6 epoch, $7 expect, $8 revision, $9 owner, $10 tags, $11 meta, $12 expiry, $13 due,
-- $14 created ms, $15 body, $16 extras, $17 items, $18 operation memory, $19 how long to wait for a lock in ms
select * from openbell_put(
  $1::text, $2::text, $3::text, $4::text, $5::text, $6::text::bigint, $7::text, $8::text::bigint, $9::text, $10::text::text[], $11::text,
  $12::text, $13::text, $14::text::bigint, $15::bytea, $16::text::jsonb, $17::bytea, 0, $18::text::integer, $19::text::integer
)
