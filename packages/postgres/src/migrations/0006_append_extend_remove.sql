-- The writes of a record that is there.

-- Items for streams, additions to counters.
create function openbell_append(
  p_tenant text, p_kind text, p_id text, p_operation text, p_digest text, p_epoch bigint, p_extras jsonb, p_items bytea, p_memory integer,
  p_wait integer
) returns openbell_written language plpgsql set search_path from current as $$
declare
  s openbell_opened;
  v_etag text;
  v_streams jsonb;
  v_counters jsonb;
begin
  s := openbell_open(p_tenant, p_kind, p_id, p_operation, p_digest, p_epoch, 'exists', null, false, p_wait);
  if s.step = 'answered' then
    return s.answer;
  end if;
  if s.step = 'absent' then
    return row('missing', null, null, null, null, false)::openbell_written;
  end if;
  v_etag := openbell_etag(s.incarnation, s.version, s.body_operation);
  select a.streams, a.counters into v_streams, v_counters from openbell_additions(s.streams, s.counters, p_extras) a;
  if v_streams is null then
    return row('too-large', v_etag, null, null, null, false)::openbell_written;
  end if;
  perform openbell_remember(s, p_memory);
  perform openbell_write_items(s.record, s.streams, v_streams, p_extras, p_items, 0);
  update openbell_records r set
      revision = r.revision + 1,
      last_operation = p_operation,
      last_digest = p_digest,
      updated_ms = greatest(r.updated_ms, s.now_ms),
      epoch = coalesce(p_epoch, r.epoch),
      streams = v_streams,
      counters = v_counters
    where r.tenant = p_tenant and r.kind = p_kind and r.id = p_id;
  return row(null, v_etag, s.version, s.revision + 1, s.expires_ms, false)::openbell_written;
end
$$;

-- A later expiry: p_by_ms from now on, never earlier than it is, never later than p_max_ms after the creation.
create function openbell_extend(
  p_tenant text, p_kind text, p_id text, p_operation text, p_digest text, p_epoch bigint, p_by_ms bigint, p_max_ms bigint,
  p_memory integer, p_wait integer
) returns openbell_written language plpgsql set search_path from current as $$
declare
  s openbell_opened;
  v_expires_ms bigint;
begin
  s := openbell_open(p_tenant, p_kind, p_id, p_operation, p_digest, p_epoch, 'exists', null, false, p_wait);
  if s.step = 'answered' then
    return s.answer;
  end if;
  if s.step = 'absent' then
    return row('missing', null, null, null, null, false)::openbell_written;
  end if;
  if s.expires_ms is not null then
    -- least() passes over null: no p_max_ms, no limit.
    v_expires_ms := greatest(s.expires_ms, least(s.now_ms + p_by_ms, s.created_ms + p_max_ms));
  end if;
  perform openbell_remember(s, p_memory);
  update openbell_records r set
      revision = r.revision + 1,
      last_operation = p_operation,
      last_digest = p_digest,
      updated_ms = greatest(r.updated_ms, s.now_ms),
      epoch = coalesce(p_epoch, r.epoch),
      expires_ms = v_expires_ms
    where r.tenant = p_tenant and r.kind = p_kind and r.id = p_id;
  return row(
    null, openbell_etag(s.incarnation, s.version, s.body_operation), s.version, s.revision + 1, v_expires_ms, false
  )::openbell_written;
end
$$;

-- A tombstone in the record's place. Each removal also clears away a few tombstones whose time is over: never many, so that a clock which
-- jumps ahead cannot clear them all.
create function openbell_remove(
  p_tenant text, p_kind text, p_id text, p_operation text, p_digest text, p_epoch bigint, p_expect text, p_revision bigint,
  p_tombstone_ms bigint, p_memory integer, p_wait integer
) returns openbell_written language plpgsql set search_path from current as $$
declare
  s openbell_opened;
  v_over bigint[];
begin
  s := openbell_open(p_tenant, p_kind, p_id, p_operation, p_digest, p_epoch, p_expect, p_revision, true, p_wait);
  if s.step = 'answered' then
    return s.answer;
  end if;
  if s.step = 'absent' then
    return row('missing', null, null, null, null, false)::openbell_written;
  end if;
  perform openbell_remember(s, p_memory);
  delete from openbell_items i where i.record = s.record;
  -- Version, revision, etag and expiry stay: they are the answer to this operation.
  update openbell_records r set
      revision = r.revision + 1,
      last_operation = p_operation,
      last_digest = p_digest,
      gone_until_ms = s.now_ms + p_tombstone_ms,
      due_ms = null, epoch = null, owner = null, tags = '{}', meta = '{}', streams = '{}', counters = '{}',
      lease_worker = null, lease_until_ms = null, attempts = 0, body = ''
    where r.tenant = p_tenant and r.kind = p_kind and r.id = p_id;

  with over as (
    select r.ctid from openbell_records r where r.gone_until_ms <= s.now_ms order by r.gone_until_ms limit 4 for update skip locked
  ), cleared as (
    delete from openbell_records r using over where r.ctid = over.ctid returning r.record
  )
  select array_agg(cleared.record) into v_over from cleared;
  if v_over is not null then
    delete from openbell_operations p where p.record = any (v_over);
  end if;
  return row(
    null, openbell_etag(s.incarnation, s.version, s.body_operation), s.version, s.revision + 1, s.expires_ms, false
  )::openbell_written;
end
$$;
