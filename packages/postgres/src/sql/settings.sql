-- What decides whether an acknowledged commit survives.
select current_setting('synchronous_commit') as synchronous_commit, current_setting('fsync') as fsync,
  current_setting('full_page_writes') as full_page_writes, current_setting('synchronous_standby_names') as synchronous_standby_names
