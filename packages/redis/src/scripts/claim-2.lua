-- Leases due records to a worker, longest due first.
-- KEYS: 1 due, 2 leased
-- ARGV: 1 how the records' keys begin, 2 kind, 3 how many, 4 worker, 5 lease in milliseconds, 6 tenant or ``, 7 entries to pass over
-- Returns: { entries to pass over next time, or -1 at the end, then member, head, body … }
local wanted, only, offset = tonumber(ARGV[3]), ARGV[6], tonumber(ARGV[7])
local answer, found, bytes, looked = { -1 }, 0, 0, 0
while found < wanted do
  local size = only == '' and math.min(wanted - found, 100) or 100
  local members = call('ZRANGEBYSCORE', KEYS[1], '-inf', now, 'LIMIT', offset, size)
  local left = 0
  for _, member in ipairs(members) do
    -- A reply must fit into memory, and other callers wait: the rest is for the next call.
    if found == wanted or bytes > BYTES_AT_MOST then break end
    looked = looked + 1
    if only ~= '' and string.match(member, ' (.*)$') ~= only then
      left = left + 1
    else
      local key = keyOf(member)
      local stored = call('HMGET', key, 'head', 'body')
      local from
      if stored[1] then
        load(stored[1])
        from = dueFrom(due, expires)
      end
      if not stored[1] then
        call('ZREM', KEYS[1], member)
      elseif not from or from > now or (leased and leased > now) then
        place(member, from, leased)
      else
        local head = lease(key, ARGV[4], now + ARGV[5], attempts + 1)
        place(member, from, leased)
        answer[#answer + 1], answer[#answer + 2], answer[#answer + 3] = member, head, stored[2]
        found, bytes = found + 1, bytes + #stored[2]
      end
    end
  end
  offset = offset + left
  local full = bytes > BYTES_AT_MOST
  if #members < size and not full then return answer end
  if full or looked >= LOOKED_AT_MOST then
    answer[1] = offset
    return answer
  end
end
return answer
