-- Where a worker finds a record: in `due` (KEYS[DUE_KEY]) from when it is due, or, under lease, in `leased` (KEYS[DUE_KEY + 1]) until the lease
-- runs out; claims bring it back from there. Expiry counts as being due. A member is `<id> <tenant>`.
local function dueFrom(dueMs, expiresMs)
  if dueMs and expiresMs then return math.min(dueMs, expiresMs) end
  return dueMs or expiresMs
end

local function place(member, from, leasedMs)
  local held = from and leasedMs and leasedMs > now
  if not from or held then call('ZREM', KEYS[DUE_KEY], member) end
  if not held then call('ZREM', KEYS[DUE_KEY + 1], member) end
  if held then
    call('ZADD', KEYS[DUE_KEY + 1], leasedMs, member)
  elseif from then
    call('ZADD', KEYS[DUE_KEY], from, member)
  end
end

local function memberOf(key)
  local tenant, name = string.match(key, '([^:]+):[^:]+:([^:]+)$')
  return name .. ' ' .. tenant
end
