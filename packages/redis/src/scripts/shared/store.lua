-- How every write ends: counts itself, is remembered, and is stored in one go. Behind it `answer` is what it returns. `body`, a new one or nil.
revision = revision + 1
if now > updated then updated = now end
if ARGV[5] ~= '' then epoch = tonumber(ARGV[5]) end
local answered = pack('<ddd', revision, version, expires or -1)
local entry = answered .. ARGV[2] .. '\0' .. operation .. '\0' .. etag .. '\0'
if entries then entry = fresh(entries) .. entry end
if body then
  call('HSET', record, 'head', packed(), ARGV[3], entry, 'body', body)
else
  call('HSET', record, 'head', packed(), ARGV[3], entry)
end
local answer = '1' .. answered .. etag
