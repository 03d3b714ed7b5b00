-- Where a file came from is asked for each card that shows it. In the table that stands behind the file's bytes, all of
-- whose pages SQLite would walk through to it.
create index blob_source on blob (sha256, source);
