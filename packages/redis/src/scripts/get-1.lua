-- A record as it is now.
-- KEYS: 1 record
-- ARGV: 1 `1` where an expired record is given all the same
-- Returns: { 1, head, body } or { 0, why }
local stored = call('HMGET', KEYS[1], 'head', 'body')
if not stored[1] then
  local gone = call('HGET', KEYS[1], 'gone')
  return { 0, gone and tonumber(string.match(gone, '^%d+')) > now and 'gone' or 'missing' }
end
if ARGV[1] ~= '1' then
  incarnation, etag, version, revision, created, updated, expires = cmsgpack.unpack(stored[1])
  if expires and expires <= now then return { 0, 'expired' } end
end
return { 1, stored[1], stored[2] }
