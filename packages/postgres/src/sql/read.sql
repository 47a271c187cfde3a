-- $1 tenant, $2 kind, $3 id, $4 even expired, $5 stream, then $6 the last so many, or $7 from, $8 limit
select * from openbell_read(
  $1::text, $2::text, $3::text, $4::text::boolean, $5::text, $6::text::bigint, $7::text::bigint, $8::text::bigint
)
