-- $1 tenant, $2 kind, $3 id, $4 worker, $5 retry in ms, $6 how long to wait for a lock in ms
select openbell_release($1::text, $2::text, $3::text, $4::text, $5::text::bigint, $6::text::integer) as released
