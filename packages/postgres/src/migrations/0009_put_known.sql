-- Puts of records that are there, at the speed of one statement: without appends, counters or trims, and expecting anything but `absent`. The
-- decisions are those of openbell_open, in its order. First all rows are locked, in the order of their keys; the statement that decides begins
-- afterwards, so that it knows the operations that others remembered while this one waited.
-- Plans go from the puts to the rows by their keys: one that was made while the table was small would read all of it later.
create function openbell_put_known(
  p_tenants text[], p_kinds text[], p_ids text[], p_operations text[], p_digests text[], p_epochs bigint[], p_expects text[],
  p_revisions bigint[], p_owners text[], p_tags text[], p_metas text[], p_expiries text[], p_dues text[], p_starts integer[],
  p_lengths integer[], p_bodies bytea, p_memory integer, p_wait integer
) returns table (place bigint, why text, etag text, version bigint, revision bigint, expires_ms bigint, replay boolean)
language plpgsql set search_path from current set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off as $$
#variable_conflict use_column
declare
  v_locked bigint[];
  v_now_ms bigint;
begin
  perform set_config('lock_timeout', p_wait::text, true);
  select array_agg(l.place) into v_locked
    from (
      select a.place
        from unnest(p_tenants, p_kinds, p_ids) with ordinality as a (tenant, kind, id, place)
        join openbell_records r on r.tenant = a.tenant and r.kind = a.kind and r.id = a.id
        order by r.tenant, r.kind, r.id for update of r
    ) l;
  v_now_ms := openbell_now();
  return query
    with opened as (
      -- A record that was made since is nobody's here: it was not locked.
      select a.*, r.ctid as spot, r.record, r.incarnation, r.version, r.revision, r.body_operation, r.last_operation, r.last_digest,
          r.expires_ms, r.epoch as last_epoch, r.gone_until_ms,
          openbell_etag(r.incarnation, r.version, r.body_operation) as etag,
          o.digest as known_digest, o.version as known_version, o.revision as known_revision, o.body_operation as known_body_operation,
          o.expires_ms as known_expires_ms
        from unnest(
          p_tenants, p_kinds, p_ids, p_operations, p_digests, p_epochs, p_expects, p_revisions, p_owners, p_tags, p_metas, p_expiries, p_dues,
          p_starts, p_lengths
        ) with ordinality as a (
          tenant, kind, id, operation, digest, epoch, expect, expect_revision, owner, tags, meta, expiry, due, start, length, place
        )
        left join openbell_records r on r.tenant = a.tenant and r.kind = a.kind and r.id = a.id
          and a.place = any (v_locked) and (r.gone_until_ms is null or r.gone_until_ms > v_now_ms)
        left join openbell_operations o on o.record = r.record and o.operation = a.operation and r.revision > 1
    ),
    decided as materialized (
      select w.*,
          case
            when w.record is null then 'missing'
            when w.last_operation = w.operation then case when w.last_digest = w.digest then 'replay' else 'operation-mismatch' end
            when w.known_digest is not null then case when w.known_digest = w.digest then 'replayed' else 'operation-mismatch' end
            when w.gone_until_ms is not null then 'gone'
            when w.expires_ms <= v_now_ms then 'expired'
            when w.last_epoch is not null and (w.epoch is null or w.epoch < w.last_epoch) then 'fenced'
            when w.expect = 'exists' then 'ready'
            when w.expect <> w.etag or w.expect_revision <> w.revision then 'conflict'
            else 'ready'
          end as step
        from opened w
    ),
    remembered as (
      insert into openbell_operations (record, operation, digest, version, revision, body_operation, expires_ms)
        select d.record, d.last_operation, d.last_digest, d.version, d.revision, d.body_operation, d.expires_ms
          from decided d where d.step = 'ready'
    ),
    forgotten as (
      delete from openbell_operations p using decided d
        where d.step = 'ready' and d.revision % 16 = 0 and p.record = d.record and p.revision <= d.revision - p_memory
    ),
    updated as (
      update openbell_records r set
          version = r.version + 1,
          revision = r.revision + 1,
          body_operation = d.operation,
          last_operation = d.operation,
          last_digest = d.digest,
          updated_ms = greatest(r.updated_ms, v_now_ms),
          expires_ms = openbell_time(d.expiry, r.expires_ms, v_now_ms),
          due_ms = openbell_time(d.due, r.due_ms, v_now_ms),
          epoch = coalesce(d.epoch, r.epoch),
          owner = case when d.owner is null then r.owner else nullif(d.owner, '') end,
          tags = coalesce(d.tags::text[], r.tags),
          meta = coalesce(d.meta, r.meta),
          lease_worker = case when d.due is null then r.lease_worker end,
          lease_until_ms = case when d.due is null then r.lease_until_ms end,
          attempts = case when d.due is null then r.attempts else 0 end,
          body = coalesce(substring(p_bodies from d.start for d.length), r.body)
        from decided d
        where d.step = 'ready' and r.ctid = d.spot
        returning d.place, openbell_etag(r.incarnation, r.version, r.body_operation), r.version, r.revision, r.expires_ms
    )
    select u.place, null::text, u.openbell_etag, u.version, u.revision, u.expires_ms, false from updated u
    union all
    select d.place, null, d.etag, d.version, d.revision, d.expires_ms, true from decided d where d.step = 'replay'
    union all
    select d.place, null, openbell_etag(d.incarnation, d.known_version, d.known_body_operation), d.known_version, d.known_revision,
        d.known_expires_ms, true
      from decided d where d.step = 'replayed'
    union all
    select d.place, d.step, case when d.gone_until_ms is null then d.etag end, null, null, null, false
      from decided d where d.step not in ('ready', 'replay', 'replayed');
end
$$;
