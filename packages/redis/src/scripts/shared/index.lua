-- Behind a put: the index by creation, which only new records and changes of owner or tags touch. Written as in shared/keep.lua.
if not oldUpdated then
  local ms = exact(created)
  call('ZADD', KEYS[3], ms, id)
  if owner ~= '' then call('ZADD', KEYS[3] .. ':o:' .. owner, ms, id) end
  for tag in string.gmatch(tags, '[^\n]+') do call('ZADD', KEYS[3] .. ':t:' .. tag, ms, id) end
end
