-- Since when records of a bucket are due, longest first: what a claim over all buckets shares its limit out by.
-- KEYS: 1 due, 2 leased
-- ARGV: 1 how the records' keys begin, 2 kind, 3 how many
-- Returns: { member, instant, member, instant … }
return call('ZRANGEBYSCORE', KEYS[1], '-inf', now, 'WITHSCORES', 'LIMIT', 0, ARGV[3])
