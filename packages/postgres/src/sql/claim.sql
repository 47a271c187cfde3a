-- $1 kind, $2 tenant, $3 limit, $4 worker, $5 lease ms
select * from openbell_claim($1::text, $2::text, $3::text::integer, $4::text, $5::text::bigint)
