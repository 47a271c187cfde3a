-- The reading verbs. All are stable: each sees one snapshot, so that a record and its items belong together.

create type openbell_found as (
  -- Why there is no record (gone or expired; no row at all: missing), or null.
  why text,
  -- [tenant, owner, [tags]] as JSON: each client has its own idea of an array, and one drops a byte order mark that begins a text.
  names text,
  kind text,
  id text,
  etag text,
  version bigint,
  revision bigint,
  created_ms bigint,
  updated_ms bigint,
  expires_ms bigint,
  due_ms bigint,
  epoch bigint,
  meta text,
  streams text,
  counters text,
  body bytea,
  attempts integer
);

create function openbell_names(tenant text, owner text, tags text[]) returns text language sql immutable as $$
  select json_build_array(tenant, owner, tags)::text
$$;

create function openbell_get(p_tenant text, p_kind text, p_id text, p_even_expired boolean)
returns setof openbell_found language plpgsql stable set search_path from current as $$
declare
  v_now_ms bigint := openbell_now();
begin
  return query
    select case when r.gone_until_ms is not null then 'gone' when not p_even_expired and r.expires_ms <= v_now_ms then 'expired' end,
        openbell_names(r.tenant, r.owner, r.tags), r.kind, r.id, openbell_etag(r.incarnation, r.version, r.body_operation), r.version,
        r.revision, r.created_ms, r.updated_ms, r.expires_ms, r.due_ms, r.epoch, r.meta, r.streams::text, r.counters::text,
        case when p_even_expired or r.expires_ms is null or r.expires_ms > v_now_ms then r.body end, r.attempts
      from openbell_records r
      where r.tenant = p_tenant and r.kind = p_kind and r.id = p_id and (r.gone_until_ms is null or r.gone_until_ms > v_now_ms);
end
$$;

-- Items of a stream, oldest first, and a last row without one: the stream's next number, or why there is no record.
create function openbell_read(
  p_tenant text, p_kind text, p_id text, p_even_expired boolean, p_stream text, p_last bigint, p_from bigint, p_limit bigint
) returns table (why text, number bigint, bytes bytea) language plpgsql stable set search_path from current as $$
declare
  v_now_ms bigint := openbell_now();
  v_record bigint;
  v_first bigint;
  v_next bigint;
begin
  select r.record,
      case when r.gone_until_ms is not null then 'gone' when not p_even_expired and r.expires_ms <= v_now_ms then 'expired' end,
      coalesce((r.streams -> p_stream ->> 0)::bigint, 0), coalesce((r.streams -> p_stream ->> 1)::bigint, 0)
    into v_record, why, v_first, v_next
    from openbell_records r
    where r.tenant = p_tenant and r.kind = p_kind and r.id = p_id and (r.gone_until_ms is null or r.gone_until_ms > v_now_ms);
  if not found then
    why := 'missing';
  end if;
  if why is null then
    return query
      select null::text, i.number, i.bytes from openbell_items i
        where i.record = v_record and i.stream = p_stream and i.number >= greatest(v_first, coalesce(p_from, v_next - p_last))
        order by i.number limit p_limit;
    number := v_next;
  end if;
  return next;
end
$$;

-- Heads of one tenant's records of a kind, newest first, from behind (p_ms, p_id) on. Only fixed text is put together here.
-- Where an index has the order, no plan may sort: a planner whose statistics are old takes ten thousand records for five and sorts them all.
create function openbell_list(
  p_tenant text, p_kind text, p_owner text, p_tag text, p_order text, p_limit integer, p_ms bigint, p_id text, p_expired boolean
) returns setof openbell_found language plpgsql stable set search_path from current set enable_sort from current as $$
declare
  v_order text := case p_order when 'created' then 'r.created_ms' else 'r.updated_ms' end;
begin
  if p_tag is null and (p_owner is null or p_order = 'updated') then
    perform set_config('enable_sort', 'off', true);
  end if;
  return query execute
    'select null::text, openbell_names(r.tenant, r.owner, r.tags), r.kind::text, r.id::text,
        openbell_etag(r.incarnation, r.version, r.body_operation), r.version, r.revision, r.created_ms, r.updated_ms, r.expires_ms, r.due_ms,
        r.epoch, r.meta, r.streams::text, r.counters::text, null::bytea, r.attempts
      from openbell_records r where r.tenant = $1 and r.kind = $2 and r.gone_until_ms is null'
    || case when p_owner is null then '' else ' and r.owner = $3' end
    || case when p_tag is null then '' else ' and r.tags @> array[$4] and r.tags <> ''{}''' end
    || case when p_expired then '' else ' and (r.expires_ms is null or r.expires_ms > $5)' end
    || case when p_ms is null then '' else format(' and (%s, r.id) < ($6, $7)', v_order) end
    || format(' order by %s desc, r.id desc limit $8', v_order)
    using p_tenant, p_kind, p_owner, p_tag, openbell_now(), p_ms, p_id, p_limit;
end
$$;
