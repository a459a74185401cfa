"""Past one machine: a corpus in Milvus that any number of machines share."""
