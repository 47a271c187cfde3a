-- Creates a record or gives it its next state.
-- KEYS: 1 record, 2 records by update; and, where it creates or changes owner, tags, expiry or due: 3 records by creation, 4 due, 5 leased
-- ARGV: 1–6 as in shared/decide.lua, 7 the next etag or `` where the client cannot know it, 8 body (unless `bodiless`), from 9 on additions
--       (shared/additions.lua)
-- Returns: as shared/decide.lua
local oldExpires, oldUpdated, oldDue, wasLeased = expires, updated, due, leased
if not live then
  version, revision, created, updated = 0, 0, tonumber(given.created) or now, now
  epoch, attempts, owner, worker, tags, meta = -1, 0, '', '', '', ''
end
version = version + 1
etag = ARGV[7] ~= '' and ARGV[7] or string.match(etag, '^[^.]+') .. '.' .. exact(version) .. '.' .. operation

if given.expiry or given.due then
  local function timeOf(setting)
    if setting == '-' then return nil end
    if string.sub(setting, 1, 1) == '+' then return now + string.sub(setting, 2) end
    return tonumber(setting)
  end
  if given.expiry then expires = timeOf(given.expiry) end
  if given.due then due, worker, leased, attempts = timeOf(given.due), '', nil, 0 end
end
if given.meta then meta = given.meta end
if given.owner or given.tags then
  -- What it leaves is left in both orders; what it enters is written below.
  for _, base in ipairs({ KEYS[2], KEYS[3] }) do
    if owner ~= '' and given.owner then call('ZREM', base .. ':o:' .. owner, id) end
    if given.tags then
      for tag in string.gmatch(tags, '[^\n]+') do call('ZREM', base .. ':t:' .. tag, id) end
    end
  end
  owner, tags = given.owner or owner, given.tags or tags
  oldUpdated = nil
end
local body = ARGV[8]
if given.bodiless then body = nil end
