-- A record's new state, or its first. What a null parameter says: p_owner, p_tags, p_meta, p_expiry, p_due and p_body stay as they are (an
-- empty p_owner is no owner), no p_extras, p_created_ms is now. p_at: where this record's items begin in p_items.
create function openbell_put(
  p_tenant text, p_kind text, p_id text, p_operation text, p_digest text, p_epoch bigint, p_expect text, p_revision bigint,
  p_owner text, p_tags text[], p_meta text, p_expiry text, p_due text, p_created_ms bigint, p_body bytea,
  p_extras jsonb, p_items bytea, p_at integer, p_memory integer, p_wait integer
) returns openbell_written language plpgsql set search_path from current as $$
declare
  s openbell_opened;
  v_streams jsonb := '{}';
  v_counters jsonb := '{}';
  v_record bigint;
  v_now_ms bigint;
  v_expires_ms bigint;
begin
  if p_expect = 'absent' then
    if p_extras is not null then
      select a.streams, a.counters into v_streams, v_counters from openbell_additions('{}', '{}', p_extras) a;
    end if;
    loop
      -- Made before it is looked for: most of the time there is nothing, and who comes at the same time waits here.
      if v_streams is not null then
        perform set_config('lock_timeout', p_wait::text, true);
        v_now_ms := openbell_now();
        insert into openbell_records (
            tenant, kind, id, record, incarnation, version, revision, body_operation, last_operation, last_digest, created_ms, updated_ms,
            expires_ms, due_ms, epoch, owner, tags, meta, streams, counters, body
          ) values (
            p_tenant, p_kind, p_id, nextval('openbell_record_numbers'), p_operation, 1, 1, p_operation, p_operation, p_digest,
            coalesce(p_created_ms, v_now_ms), v_now_ms,
            openbell_time(p_expiry, null, v_now_ms), openbell_time(p_due, null, v_now_ms), p_epoch, nullif(p_owner, ''),
            coalesce(p_tags, '{}'), coalesce(p_meta, '{}'), v_streams, v_counters, p_body
          ) on conflict do nothing returning record, expires_ms into v_record, v_expires_ms;
        if found then
          if p_extras is not null then
            perform openbell_write_items(v_record, '{}', v_streams, p_extras, p_items, p_at);
          end if;
          return row(null, openbell_etag(p_operation, 1, p_operation), 1, 1, v_expires_ms, false)::openbell_written;
        end if;
      end if;
      s := openbell_open(p_tenant, p_kind, p_id, p_operation, p_digest, p_epoch, p_expect, p_revision, false, p_wait);
      if s.step = 'answered' then
        return s.answer;
      end if;
      if v_streams is null then
        return row('too-large', null, null, null, null, false)::openbell_written;
      end if;
      -- A tombstone whose time is over, or somebody removed the row in between.
      perform openbell_forget(p_tenant, p_kind, p_id);
    end loop;
  end if;

  s := openbell_open(p_tenant, p_kind, p_id, p_operation, p_digest, p_epoch, p_expect, p_revision, false, p_wait);
  if s.step = 'answered' then
    return s.answer;
  end if;
  if s.step = 'absent' then
    return row('missing', null, null, null, null, false)::openbell_written;
  end if;
  v_streams := s.streams;
  v_counters := s.counters;
  if p_extras is not null then
    select a.streams, a.counters into v_streams, v_counters from openbell_additions(s.streams, s.counters, p_extras) a;
    if v_streams is null then
      return row('too-large', openbell_etag(s.incarnation, s.version, s.body_operation), null, null, null, false)::openbell_written;
    end if;
    perform openbell_write_items(s.record, s.streams, v_streams, p_extras, p_items, p_at);
  end if;
  perform openbell_remember(s, p_memory);
  update openbell_records r set
      version = r.version + 1,
      revision = r.revision + 1,
      body_operation = p_operation,
      last_operation = p_operation,
      last_digest = p_digest,
      updated_ms = greatest(r.updated_ms, s.now_ms),
      expires_ms = openbell_time(p_expiry, r.expires_ms, s.now_ms),
      due_ms = openbell_time(p_due, r.due_ms, s.now_ms),
      epoch = coalesce(p_epoch, r.epoch),
      owner = case when p_owner is null then r.owner else nullif(p_owner, '') end,
      tags = coalesce(p_tags, r.tags),
      meta = coalesce(p_meta, r.meta),
      streams = v_streams,
      counters = v_counters,
      lease_worker = case when p_due is null then r.lease_worker end,
      lease_until_ms = case when p_due is null then r.lease_until_ms end,
      attempts = case when p_due is null then r.attempts else 0 end,
      body = coalesce(p_body, r.body)
    where r.tenant = p_tenant and r.kind = p_kind and r.id = p_id
    returning r.expires_ms into v_expires_ms;
  return row(
    null, openbell_etag(s.incarnation, s.version + 1, p_operation), s.version + 1, s.revision + 1, v_expires_ms, false
  )::openbell_written;
end
$$;
