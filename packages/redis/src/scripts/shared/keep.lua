-- Keeps time to live and the index by update in step with what was stored. KEYS[2] records by update; GRACE, the milliseconds that an expired
-- record stays for whoever archives it.

-- A key's time to live is a net under the logical expiry, never the expiry itself. Never in the past either, or the server would drop at once
-- a record that was put with an old expiry.
if expires ~= oldExpires then
  local keys = { record }
  if not streams then openRest() end
  for stream in pairs(streams or {}) do keys[#keys + 1] = record .. ':' .. stream end
  for _, key in ipairs(keys) do
    if expires then call('PEXPIREAT', key, math.max(expires, now) + GRACE) else call('PERSIST', key) end
  end
end

local function index(base, ms)
  -- Written once: as a number it would be for each call.
  local at = exact(ms)
  call('ZADD', base, at, id)
  if owner ~= '' then call('ZADD', base .. ':o:' .. owner, at, id) end
  if tags ~= '' then
    for tag in string.gmatch(tags, '[^\n]+') do call('ZADD', base .. ':t:' .. tag, at, id) end
  end
end

if updated ~= oldUpdated then index(KEYS[2], updated) end
