-- What the writing verbs share. Functions that are called from outside carry the search path they were made under; those below are called by
-- them alone and inherit it.

create type openbell_written as (
  -- Why nothing was written, or null.
  why text,
  etag text,
  version bigint,
  revision bigint,
  expires_ms bigint,
  replay boolean
);

-- A record under a row lock, and what was decided about a write of it.
create type openbell_opened as (
  -- absent: there is nothing; answered: `answer` is the answer; ready: go on.
  step text,
  now_ms bigint,
  answer openbell_written,
  record bigint,
  incarnation text,
  version bigint,
  revision bigint,
  body_operation text,
  last_operation text,
  last_digest text,
  created_ms bigint,
  expires_ms bigint,
  streams jsonb,
  counters jsonb
);

create function openbell_now() returns bigint language sql volatile as $$
  select floor(extract(epoch from clock_timestamp()) * 1000)::bigint
$$;

create function openbell_etag(incarnation text, version bigint, operation text) returns text language sql immutable as $$
  select incarnation || '.' || version || '.' || operation
$$;

-- What a time setting comes to: null keeps, `never` clears, `+n` is n ms from now on, `n` is that instant.
create function openbell_time(setting text, before bigint, now_ms bigint) returns bigint language sql immutable as $$
  select case
    when setting is null then before
    when setting = 'never' then null
    when setting like '+%' then now_ms + setting::bigint
    else setting::bigint
  end
$$;

-- Locks a record and decides, in the order of every store: remembered operation, gone, missing, expired, fenced, expectation.
-- p_expect: absent, exists, or the etag to match. p_wait: how long to wait for others, in ms. The clock is read when the lock is had.
create function openbell_open(
  p_tenant text, p_kind text, p_id text, p_operation text, p_digest text, p_epoch bigint, p_expect text, p_revision bigint,
  p_even_expired boolean, p_wait integer
) returns openbell_opened language plpgsql as $$
declare
  s openbell_opened;
  o record;
  v_epoch bigint;
  v_gone_until_ms bigint;
  v_etag text;
  v_why text;
begin
  perform set_config('lock_timeout', p_wait::text, true);
  select r.record, r.incarnation, r.version, r.revision, r.body_operation, r.last_operation, r.last_digest,
      r.created_ms, r.expires_ms, r.streams, r.counters, r.epoch, r.gone_until_ms
    into s.record, s.incarnation, s.version, s.revision, s.body_operation, s.last_operation, s.last_digest,
      s.created_ms, s.expires_ms, s.streams, s.counters, v_epoch, v_gone_until_ms
    from openbell_records r where r.tenant = p_tenant and r.kind = p_kind and r.id = p_id for update;
  if not found then
    s.step := 'absent';
    return s;
  end if;
  s.now_ms := openbell_now();
  if v_gone_until_ms <= s.now_ms then
    s.step := 'absent';
    return s;
  end if;

  v_etag := openbell_etag(s.incarnation, s.version, s.body_operation);
  s.step := 'answered';
  if s.last_operation = p_operation then
    if s.last_digest = p_digest then
      s.answer := row(null, v_etag, s.version, s.revision, s.expires_ms, true);
    else
      s.answer := row('operation-mismatch', case when v_gone_until_ms is null then v_etag end, null, null, null, false);
    end if;
    return s;
  end if;
  if s.revision > 1 then
    select * into o from openbell_operations p where p.record = s.record and p.operation = p_operation;
    if found then
      if o.digest = p_digest then
        s.answer := row(null, openbell_etag(s.incarnation, o.version, o.body_operation), o.version, o.revision, o.expires_ms, true);
      else
        s.answer := row('operation-mismatch', case when v_gone_until_ms is null then v_etag end, null, null, null, false);
      end if;
      return s;
    end if;
  end if;

  if v_gone_until_ms is not null then
    s.answer := row('gone', null, null, null, null, false);
    return s;
  end if;
  v_why := case
    when not p_even_expired and s.expires_ms <= s.now_ms then 'expired'
    when v_epoch is not null and (p_epoch is null or p_epoch < v_epoch) then 'fenced'
    when p_expect = 'absent' then 'exists'
    when p_expect = 'exists' then null
    when p_expect <> v_etag or p_revision <> s.revision then 'conflict'
  end;
  if v_why is null then
    s.step := 'ready';
  else
    s.answer := row(v_why, v_etag, null, null, null, false);
  end if;
  return s;
end
$$;

-- Moves the operation that the row remembers aside, before another takes its place. Trimmed now and then, so at least p_memory stay.
create function openbell_remember(s openbell_opened, p_memory integer) returns void language plpgsql as $$
begin
  insert into openbell_operations (record, operation, digest, version, revision, body_operation, expires_ms)
    values (s.record, s.last_operation, s.last_digest, s.version, s.revision, s.body_operation, s.expires_ms);
  if s.revision % 16 = 0 then
    delete from openbell_operations p where p.record = s.record and p.revision <= s.revision - p_memory;
  end if;
end
$$;

-- Forgets a tombstone whose time is over.
create function openbell_forget(p_tenant text, p_kind text, p_id text) returns void language plpgsql as $$
declare
  v_record bigint;
begin
  delete from openbell_records r
    where r.tenant = p_tenant and r.kind = p_kind and r.id = p_id and r.gone_until_ms <= openbell_now()
    returning r.record into v_record;
  delete from openbell_operations p where p.record = v_record;
end
$$;
