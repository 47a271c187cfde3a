-- How every write ends: counts itself, is remembered, and is stored in one go. Behind it `answer` is what it returns. `body`, a new one or nil;
-- MEMORY, how many operations are remembered at least.
revision = revision + 1
if now > updated then updated = now end
if ARGV[5] ~= '' then epoch = tonumber(ARGV[5]) end
-- Length, three numbers and three texts with what ends them.
local entry = struct.pack(ENTRY, 29 + #etag + #ARGV[2] + #operation, revision, version, expires or -1, etag, ARGV[2], operation)
local answer = '1' .. entry
if entries then
  local at, oldest = 1, revision - MEMORY
  while at < #entries do
    local length, its = struct.unpack('<Hd', entries, at)
    if its > oldest then break end
    at = at + length
  end
  entry = string.sub(entries, at) .. entry
end
local head = struct.pack(HEAD, version, revision, created, updated, expires or -1, due or -1, epoch, leased or -1, attempts, etag, owner,
  worker, tags, meta) .. rest
if body then
  call('HSET', record, 'head', head, ARGV[3], entry, 'body', body)
else
  call('HSET', record, 'head', head, ARGV[3], entry)
end
