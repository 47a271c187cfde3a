-- Heads from one index, newest first, behind a place in it. Entries whose record is no longer as they say (its key's time to live ended, or
-- it was made anew since) are taken out.
-- KEYS: 1 index; and, by update, 2 all records by update
-- ARGV: 1 how the records' keys begin, 2 how many, 3 how many entries to look at, 4 `1` where expired ones are listed, too,
--       5 `updated` or `created`, 6 instant and 7 id of the place or ``, 8 owner or ``, 9 tag or ``,
--       10 how many records that are behind to move
-- Returns: { instant and id of the last entry that was looked at, or `` and `` at the end of the index, then id, head, id, head … };
--          { `behind` } where so many records are behind that the call is to be repeated
local entries, wanted, budget = KEYS[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local byCreation, all, itsOwner, itsTag = ARGV[5] == 'created', ARGV[4] == '1', ARGV[8], ARGV[9]

-- Lua's `<` on strings goes by the server's locale; the index goes by bytes.
local function below(a, b)
  for i = 1, math.min(#a, #b) do
    local x, y = string.byte(a, i), string.byte(b, i)
    if x ~= y then return x < y end
  end
  return #a < #b
end

local function tagged()
  return itsTag == '' or string.find('\n' .. tags .. '\n', '\n' .. itsTag .. '\n', 1, true)
end

-- Records that were written since the last list by update are not yet where they belong (shared/keep.lua). Where there are none nothing is
-- written: a list is answered by a server that takes no writes, too.
if KEYS[2] and call('SCARD', KEYS[2] .. ':b') > 0 then
  local behind = call('SPOP', KEYS[2] .. ':b', ARGV[10])
  for _, name in ipairs(behind) do
    local head = call('HGET', ARGV[1] .. name, 'head')
    if head then
      load(head)
      local ms = exact(updated)
      call('ZADD', KEYS[2], ms, name)
      if owner ~= '' then call('ZADD', KEYS[2] .. ':o:' .. owner, ms, name) end
      for tag in string.gmatch(tags, '[^\n]+') do call('ZADD', KEYS[2] .. ':t:' .. tag, ms, name) end
    end
  end
  if #behind == tonumber(ARGV[10]) then return { 'behind' } end
end

local rank = 0
if ARGV[6] ~= '' then
  rank = call('ZCOUNT', entries, '(' .. ARGV[6], '+inf')
  local high = rank + call('ZCOUNT', entries, ARGV[6], ARGV[6])
  while rank < high do
    local middle = math.floor((rank + high) / 2)
    if below(call('ZREVRANGE', entries, middle, middle)[1], ARGV[7]) then high = middle else rank = middle + 1 end
  end
end

local answer, found = { '', '' }, 0
while found < wanted and budget > 0 do
  local size = math.min(math.max(wanted - found, 50), budget)
  local some = call('ZREVRANGE', entries, rank, rank + size - 1, 'WITHSCORES')
  local stale = {}
  for i = 1, #some, 2 do
    local name = some[i]
    local head = call('HGET', ARGV[1] .. name, 'head')
    if head then load(head) end
    if not head or (byCreation and created or updated) ~= tonumber(some[i + 1]) then
      stale[#stale + 1] = name
    elseif (all or not expires or expires > now) and (itsOwner == '' or owner == itsOwner) and tagged() then
      answer[#answer + 1], answer[#answer + 2] = name, head
      found = found + 1
    end
  end
  if stale[1] then call('ZREM', entries, unpack(stale)) end
  rank, budget = rank + #some / 2 - #stale, budget - #some / 2
  if #some < 2 * size then
    answer[1], answer[2] = '', ''
    return answer
  end
  answer[1], answer[2] = some[#some], some[#some - 1]
end
return answer
