-- Brings records whose lease has run out back among the due ones, so that a claim goes by how long they are due. At most a thousand a call:
-- as many as workers can have lost since the last claim.
-- KEYS[1] due, KEYS[2] leased; ARGV[1] how the records' keys begin, ARGV[2] kind
local function keyOf(member)
  local name, tenant = string.match(member, '^(%S+) (.*)$')
  return ARGV[1] .. tenant .. ':' .. ARGV[2] .. ':' .. name
end

for _, member in ipairs(call('ZRANGEBYSCORE', KEYS[2], '-inf', now, 'LIMIT', 0, 1000)) do
  local text = call('HGET', keyOf(member), 'head')
  if text then
    load(text)
    place(member, dueFrom(due, expires), leased)
  else
    call('ZREM', KEYS[2], member)
  end
end
