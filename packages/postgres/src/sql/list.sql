-- $1 tenant, $2 kind, $3 owner, $4 tag, $5 order, $6 limit, $7 and $8 instant and id to go on behind, $9 expired ones, too
select * from openbell_list(
  $1::text, $2::text, $3::text, $4::text, $5::text, $6::text::integer, $7::text::bigint, $8::text, $9::text::boolean
)
