-- Arrays, an element a put: $1 tenants, $2 kinds, $3 ids, $4 operations, $5 digests, $6 epochs, $7 owners, $8 tags, $9 metas, $10 expiries,
-- $11 dues, $12 where each body starts, $13 how long it is; then $14 all bodies, $15 how long to wait for a lock in ms; arrays again:
-- $16 created ms, $17 expects, $18 revisions, $19 extras, $20 where each put's items start; then $21 all items, $22 operation memory
select * from openbell_put_many(
  $1::text::text[], $2::text::text[], $3::text::text[], $4::text::text[], $5::text::text[], $6::text::bigint[], $17::text::text[],
  $18::text::bigint[], $7::text::text[], $8::text::text[], $9::text::text[], $10::text::text[], $11::text::text[], $16::text::bigint[],
  $12::text::integer[], $13::text::integer[], $14::bytea, $19::text::text[], $20::text::integer[], $21::bytea, $22::text::integer,
  $15::text::integer
)
