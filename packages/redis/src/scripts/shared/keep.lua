-- Keeps time to live and the index by update in step with what was stored. KEYS[2] records by update; GRACE, the milliseconds that an expired
-- record stays for whoever archives it; `oldUpdated` is nil where a put creates a record or changes its owner or tags.
-- A record that only moves to the front is noted as behind instead, in `<KEYS[2]>:b`; the next list by update moves it (list-2.lua). That is one
-- cheap call in the place of two dear ones and one for each tag, and of many updates between two lists only the last is ever done.

-- A key's time to live is a net under the logical expiry, never the expiry itself. Never in the past either, or the server would drop at once
-- a record that was put with an old expiry.
if expires ~= oldExpires then
  local keys = { record }
  if rest ~= '' then streams = cmsgpack.unpack(rest) end
  for stream in pairs(streams or {}) do keys[#keys + 1] = record .. ':' .. stream end
  for _, key in ipairs(keys) do
    if expires then call('PEXPIREAT', key, math.max(expires, now) + GRACE) else call('PERSIST', key) end
  end
end

if not oldUpdated then
  -- A number would be written out by each call anew.
  local ms = exact(updated)
  call('ZADD', KEYS[2], ms, id)
  if owner ~= '' then call('ZADD', KEYS[2] .. ':o:' .. owner, ms, id) end
  for tag in string.gmatch(tags, '[^\n]+') do call('ZADD', KEYS[2] .. ':t:' .. tag, ms, id) end
elseif updated ~= oldUpdated then
  call('SADD', KEYS[2] .. ':b', id)
end
