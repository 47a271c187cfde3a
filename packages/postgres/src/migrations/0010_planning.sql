-- Two helpers as the planner can put them into the statements that call them; as a call of its own each costs more than the rest of a row. It
-- does so only if the body is at least as constant as the function says: `text || bigint` and json_build_array are merely stable.

create or replace function openbell_etag(incarnation text, version bigint, operation text) returns text language sql immutable as $$
  select incarnation || '.' || version::text || '.' || operation
$$;

create or replace function openbell_names(tenant text, owner text, tags text[]) returns text language sql stable as $$
  select json_build_array(tenant, owner, tags)::text
$$;

-- No statement here is worth compiling. Where a way of planning is switched off and has to be taken all the same, its cost is made ten thousand
-- million, and the server compiles the plan for a quarter of a second: each time, for the sort of the few records that a claim took.
alter function openbell_claim set jit = off;
alter function openbell_list set jit = off;
alter function openbell_put_new set jit = off;
alter function openbell_put_known set jit = off;
