-- A later expiry, never an earlier one, never beyond a maximum since creation. A record that never expires stays so.
-- KEYS: 1 record, 2 records by update, 3 due, 4 leased
-- ARGV: 1–5 as in shared/decide.lua, 6 milliseconds from now, 7 at most after creation or ``
-- Returns: as shared/decide.lua
local oldExpires, oldUpdated, oldFrom, wasLeased = expires, updated, dueFrom(due, expires), leased
local body, put = nil, string.sub(etag, #incarnation + #exact(version) + 3)
if expires then
  local latest = now + ARGV[6]
  if ARGV[7] ~= '' then latest = math.min(latest, created + ARGV[7]) end
  expires = math.max(expires, latest)
end
