bind = "0.0.0.0:8000"
workers = 2
accesslog = "-"
errorlog = "-"
# Requests that have begun are answered within this time after SIGTERM; below the 30 s of ECS's `stopTimeout`.
graceful_timeout = 25
# Heartbeats in memory: the root file system may be read-only.
worker_tmp_dir = "/dev/shm"
