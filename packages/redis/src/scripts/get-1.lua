-- A record as it is now.
-- KEYS: 1 record
-- ARGV: 1 `1` where an expired record is given all the same
-- Returns: { head, body }, or why there is nothing
local stored = call('HMGET', KEYS[1], 'head', 'body')
if not stored[1] then
  local gone = call('HGET', KEYS[1], 'gone')
  return gone and tonumber(gone) > now and 'gone' or 'missing'
end
-- The fifth number of the head.
local expires = struct.unpack('<d', stored[1], 33)
if expires >= 0 and expires <= now and ARGV[1] ~= '1' then return 'expired' end
return stored
