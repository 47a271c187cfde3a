-- Behind a write that may move the instant from which the record is due.
local from = dueFrom(due, expires)
if from ~= oldFrom or leased ~= wasLeased then place(memberOf(record), from, leased) end
