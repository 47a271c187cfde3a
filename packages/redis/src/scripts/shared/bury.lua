-- Behind a removal: nothing but the tombstone is left. TOMBSTONE, how long the record is `gone`, in milliseconds.
if rest ~= '' then streams = cmsgpack.unpack(rest) end
call('HDEL', record, 'head', 'body')
call('HSET', record, 'gone', exact(now + TOMBSTONE))
call('PEXPIREAT', record, now + TOMBSTONE)
for stream in pairs(streams or {}) do call('UNLINK', record .. ':' .. stream) end
for _, base in ipairs({ KEYS[2], KEYS[3] }) do
  call('ZREM', base, id)
  if owner ~= '' then call('ZREM', base .. ':o:' .. owner, id) end
  for tag in string.gmatch(tags, '[^\n]+') do call('ZREM', base .. ':t:' .. tag, id) end
end
call('SREM', KEYS[2] .. ':b', id)
local member = memberOf(record)
call('ZREM', KEYS[4], member)
call('ZREM', KEYS[5], member)
