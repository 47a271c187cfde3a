-- A later expiry, never an earlier one, never beyond a maximum since creation. A record that never expires stays so.
-- KEYS: 1 record, 2 records by update, 3 due, 4 leased
-- ARGV: 1–6 as in shared/decide.lua, 7 milliseconds from now, 8 at most after creation or ``
-- Returns: as shared/decide.lua
local oldExpires, oldUpdated, oldDue, wasLeased = expires, updated, due, leased
local body
if expires then
  local latest = now + ARGV[7]
  if ARGV[8] ~= '' then latest = math.min(latest, created + ARGV[8]) end
  expires = math.max(expires, latest)
end
