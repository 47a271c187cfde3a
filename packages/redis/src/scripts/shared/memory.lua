-- The operations that a record remembers lie in 32 fields, by a hash of the operation that the client makes (`src/requests.ts`). An entry has the
-- revision, version and expiry that were answered, the digest, the operation and the etag. A write drops from the one field that it rewrites
-- what is old: no call is needed to forget, and no write costs more than a few entries. MEMORY, how many operations are remembered at least.
local ENTRY = '<dddsss'

-- The answer of an operation that was here before: its digest, numbers and etag.
local function recall(entries, operation)
  -- An operation that is nowhere in the bytes needs no look at each entry.
  if not entries or not string.find(entries, operation, 1, true) then return nil end
  local at = 1
  while at <= #entries do
    local start = at
    local _, _, _, digest, its, itsEtag, following = unpackStruct(ENTRY, entries, at)
    if its == operation then return digest, string.sub(entries, start, start + 23), itsEtag end
    at = following
  end
end

-- Entries without those that are older than the last MEMORY writes.
local function fresh(entries)
  local at, oldest = 1, revision - MEMORY
  while at <= #entries do
    local its, _, _, _, _, _, following = unpackStruct(ENTRY, entries, at)
    if its > oldest then break end
    at = following
  end
  return string.sub(entries, at)
end
