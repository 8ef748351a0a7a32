"""An archive of news, shard by shard: files in, Parquet out, on one machine or a cluster."""
