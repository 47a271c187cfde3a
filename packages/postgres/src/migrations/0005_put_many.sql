-- Many puts on one trip. Arrays run in parallel, an element a put. Rows are taken in the order of their keys, so that two trips never wait for
-- each other.

-- Makes the records that are not there yet, in one statement: the first of an archive's puts, at the speed of a bare insert. Answers the
-- positions (from 1) of those it made; about the others it says nothing. Body n lies in p_bodies from p_starts[n] (from 1) on.
create function openbell_put_new(
  p_tenants text[], p_kinds text[], p_ids text[], p_operations text[], p_digests text[], p_epochs bigint[], p_owners text[], p_tags text[],
  p_metas text[], p_expiries text[], p_dues text[], p_created_ms bigint[], p_starts integer[], p_lengths integer[], p_bodies bytea,
  p_wait integer
) returns table (made bigint, expires_at_ms bigint) language plpgsql set search_path from current as $$
declare
  v_now_ms bigint := openbell_now();
begin
  perform set_config('lock_timeout', p_wait::text, true);
  return query
    with asked as materialized (
      select * from unnest(
        p_tenants, p_kinds, p_ids, p_operations, p_digests, p_epochs, p_owners, p_tags, p_metas, p_expiries, p_dues, p_created_ms, p_starts,
        p_lengths
      ) with ordinality as t (
        tenant, kind, id, operation, digest, epoch, owner, tags, meta, expiry, due, created_ms, start, length, place
      )
    ),
    inserted as (
      insert into openbell_records as r (
          tenant, kind, id, record, incarnation, version, revision, body_operation, last_operation, last_digest, created_ms, updated_ms,
          expires_ms, due_ms, epoch, owner, tags, meta, body
        )
        select a.tenant, a.kind, a.id, nextval('openbell_record_numbers'), a.operation, 1, 1, a.operation, a.operation, a.digest,
            coalesce(a.created_ms, v_now_ms), v_now_ms,
            openbell_time(a.expiry, null, v_now_ms), openbell_time(a.due, null, v_now_ms), a.epoch, nullif(a.owner, ''),
            coalesce(a.tags::text[], '{}'), coalesce(a.meta, '{}'), substring(p_bodies from a.start for a.length)
          from asked a order by a.tenant collate "C", a.kind collate "C", a.id collate "C"
        on conflict do nothing
        returning r.tenant, r.kind, r.id, r.expires_ms
    )
    select a.place, i.expires_ms from inserted i join asked a on a.tenant = i.tenant and a.kind = i.kind and a.id = i.id;
end
$$;

-- Puts of any kind, one after the other. Items of put n lie in p_items from byte p_item_starts[n] (from 0) on.
create function openbell_put_many(
  p_tenants text[], p_kinds text[], p_ids text[], p_operations text[], p_digests text[], p_epochs bigint[], p_expects text[],
  p_revisions bigint[], p_owners text[], p_tags text[], p_metas text[], p_expiries text[], p_dues text[], p_created_ms bigint[],
  p_starts integer[], p_lengths integer[], p_bodies bytea, p_extras text[], p_item_starts integer[], p_items bytea, p_memory integer,
  p_wait integer
) returns table (place bigint, why text, etag text, version bigint, revision bigint, expires_ms bigint, replay boolean)
language plpgsql set search_path from current as $$
declare
  q record;
  w openbell_written;
begin
  for q in
    select * from unnest(
      p_tenants, p_kinds, p_ids, p_operations, p_digests, p_epochs, p_expects, p_revisions, p_owners, p_tags, p_metas, p_expiries, p_dues,
      p_created_ms, p_starts, p_lengths, p_extras, p_item_starts
    ) with ordinality as t (
      tenant, kind, id, operation, digest, epoch, expect, revision, owner, tags, meta, expiry, due, created_ms, start, length, extras,
      item_start, place
    ) order by t.tenant collate "C", t.kind collate "C", t.id collate "C"
  loop
    w := openbell_put(
      q.tenant, q.kind, q.id, q.operation, q.digest, q.epoch, q.expect, q.revision, q.owner, q.tags::text[], q.meta, q.expiry, q.due,
      q.created_ms, substring(p_bodies from q.start for q.length), q.extras::jsonb, p_items, q.item_start, p_memory, p_wait
    );
    place := q.place;
    why := w.why;
    etag := w.etag;
    version := w.version;
    revision := w.revision;
    expires_ms := w.expires_ms;
    replay := w.replay;
    return next;
  end loop;
end
$$;
