-- Takes a head apart into the values of shared/head.lua.
local function load(text)
  local at
  version, revision, created, updated, expires, due, epoch, leased, attempts, etag, owner, worker, tags, meta, at = struct.unpack(HEAD, text)
  rest = string.sub(text, at)
  if expires < 0 then expires = nil end
  if due < 0 then due = nil end
  if leased < 0 then leased = nil end
end
