-- Arrays, an element a put: $1 tenants, $2 kinds, $3 ids, $4 operations, $5 digests, $6 epochs, $7 owners, $8 tags, $9 metas, $10 expiries,
-- $11 dues, $12 where each body starts, $13 how long it is, then $14 all bodies, $15 how long to wait for a lock in ms; arrays again:
-- $16 expects, $17 revisions; then $18 operation memory
select * from openbell_put_known(
  $1::text::text[], $2::text::text[], $3::text::text[], $4::text::text[], $5::text::text[], $6::text::bigint[], $16::text::text[],
  $17::text::bigint[], $7::text::text[], $8::text::text[], $9::text::text[], $10::text::text[], $11::text::text[], $12::text::integer[],
  $13::text::integer[], $14::bytea, $18::text::integer, $15::text::integer
)
