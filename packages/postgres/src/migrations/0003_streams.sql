-- Streams and counters. p_extras says what a write does to them:
-- {"appends": [[stream, keep or null, [length of each item]]], "counters": {name: addition}, "trim": {stream: number}}

-- Streams and counters as they will be, or nulls where a limit would be passed: 32 streams, 64 counters, whole numbers up to 2^53 - 1.
create function openbell_additions(inout streams jsonb, inout counters jsonb, p_extras jsonb) language plpgsql immutable as $$
declare
  v_append jsonb;
  v_name text;
  v_value bigint;
  v_first bigint;
  v_next bigint;
begin
  for v_append in select value from jsonb_array_elements(p_extras -> 'appends') loop
    v_name := v_append ->> 0;
    v_first := coalesce((streams -> v_name ->> 0)::bigint, 0);
    v_next := coalesce((streams -> v_name ->> 1)::bigint, 0) + jsonb_array_length(v_append -> 2);
    v_first := greatest(v_first, v_next - (v_append ->> 1)::bigint);
    streams := streams || jsonb_build_object(v_name, jsonb_build_array(v_first, v_next));
  end loop;
  for v_name, v_value in select key, value::bigint from jsonb_each_text(p_extras -> 'trim') loop
    if streams ? v_name then
      v_next := (streams -> v_name ->> 1)::bigint;
      v_first := greatest((streams -> v_name ->> 0)::bigint, least(v_value, v_next));
      streams := streams || jsonb_build_object(v_name, jsonb_build_array(v_first, v_next));
    end if;
  end loop;
  for v_name, v_value in select key, value::bigint from jsonb_each_text(p_extras -> 'counters') loop
    v_value := v_value + coalesce((counters ->> v_name)::bigint, 0);
    if abs(v_value) > 9007199254740991 then
      streams := null;
      return;
    end if;
    counters := counters || jsonb_build_object(v_name, v_value);
  end loop;
  if (select count(*) from jsonb_object_keys(streams)) > 32 or (select count(*) from jsonb_object_keys(counters)) > 64 then
    streams := null;
  end if;
end
$$;

-- Writes the items, which lie one after the other in p_items from byte p_at (from 0) on, and deletes forgotten ones: those that were trimmed at
-- once, those beyond `keep` sixteen at a time.
create function openbell_write_items(
  p_record bigint, p_before jsonb, p_after jsonb, p_extras jsonb, p_items bytea, p_at integer
) returns void language plpgsql as $$
declare
  v_append jsonb;
  v_name text;
  v_length integer;
  v_at integer := p_at + 1;
  v_first bigint;
  v_before bigint;
  v_number bigint;
begin
  for v_append in select value from jsonb_array_elements(p_extras -> 'appends') loop
    v_name := v_append ->> 0;
    v_before := coalesce((p_before -> v_name ->> 0)::bigint, 0);
    v_first := (p_after -> v_name ->> 0)::bigint;
    v_number := coalesce((p_before -> v_name ->> 1)::bigint, 0);
    for v_length in select value::integer from jsonb_array_elements_text(v_append -> 2) loop
      if v_number >= v_first then
        insert into openbell_items (record, stream, number, bytes)
          values (p_record, v_name, v_number, substring(p_items from v_at for v_length));
      end if;
      v_number := v_number + 1;
      v_at := v_at + v_length;
    end loop;
    if v_first / 16 > v_before / 16 then
      delete from openbell_items i where i.record = p_record and i.stream = v_name and i.number < v_first;
    end if;
  end loop;
  for v_name in select key from jsonb_each_text(p_extras -> 'trim') loop
    v_first := (p_after -> v_name ->> 0)::bigint;
    if v_first > coalesce((p_before -> v_name ->> 0)::bigint, 0) then
      delete from openbell_items i where i.record = p_record and i.stream = v_name and i.number < v_first;
    end if;
  end loop;
end
$$;
