-- Work queues: records that are due go to one worker each.

-- Leases due records. Who comes at the same time passes over the locked ones and takes the next. The index has the order: see openbell_list.
create function openbell_claim(p_kind text, p_tenant text, p_limit integer, p_worker text, p_lease_ms bigint)
returns setof openbell_found language plpgsql set search_path from current set enable_sort to off as $$
declare
  v_now_ms bigint := openbell_now();
begin
  return query
    with due as (
      select r.tenant, r.kind, r.id from openbell_records r
        where r.kind = p_kind and r.wakes_ms <= v_now_ms and r.wakes_ms is not null and r.gone_until_ms is null
          and (r.lease_until_ms is null or r.lease_until_ms <= v_now_ms) and (p_tenant is null or r.tenant = p_tenant)
        order by r.wakes_ms, r.id limit p_limit for update skip locked
    ), leased as (
      update openbell_records r
        set lease_worker = p_worker, lease_until_ms = v_now_ms + p_lease_ms, attempts = r.attempts + 1
        from due where r.tenant = due.tenant and r.kind = due.kind and r.id = due.id
        returning r.*
    )
    select null::text, openbell_names(r.tenant, r.owner, r.tags), r.kind::text, r.id::text,
        openbell_etag(r.incarnation, r.version, r.body_operation), r.version, r.revision, r.created_ms, r.updated_ms, r.expires_ms, r.due_ms,
        r.epoch, r.meta, r.streams::text, r.counters::text, r.body, r.attempts
      from leased r order by r.wakes_ms, r.id;
end
$$;

-- Gives a lease back, to be claimed again after p_retry_ms, if the worker still has it. The lease stays in its name until then.
create function openbell_release(p_tenant text, p_kind text, p_id text, p_worker text, p_retry_ms bigint, p_wait integer)
returns boolean language plpgsql set search_path from current as $$
declare
  v_now_ms bigint;
  v_until_ms bigint;
begin
  perform set_config('lock_timeout', p_wait::text, true);
  select r.lease_until_ms into v_until_ms from openbell_records r
    where r.tenant = p_tenant and r.kind = p_kind and r.id = p_id and r.gone_until_ms is null and r.lease_worker = p_worker for update;
  v_now_ms := openbell_now();
  if v_until_ms is null or v_until_ms <= v_now_ms then
    return false;
  end if;
  update openbell_records r set lease_until_ms = v_now_ms + p_retry_ms where r.tenant = p_tenant and r.kind = p_kind and r.id = p_id;
  return true;
end
$$;
