-- $1 tenant, $2 kind, $3 id, $4 even expired
select * from openbell_get($1::text, $2::text, $3::text, $4::text::boolean)
