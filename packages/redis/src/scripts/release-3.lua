-- Gives a lease back, if the worker has it still.
-- KEYS: 1 record, 2 due, 3 leased
-- ARGV: 1 worker, 2 milliseconds until it may be claimed again
-- Returns: 1, or 0 where the lease had run out or was another's
local head = call('HGET', KEYS[1], 'head')
if not head then return 0 end
load(head)
if worker ~= ARGV[1] or not leased or leased <= now then return 0 end
lease(KEYS[1], worker, now + ARGV[2], attempts)
place(memberOf(KEYS[1]), dueFrom(due, expires), leased)
return 1
