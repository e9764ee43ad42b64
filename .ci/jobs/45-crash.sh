# Kills settling processes with SIGKILL, thousands of times: nothing may be lost or settled twice.
need psql postgresql
need mariadbd mariadb-server
need redis-server redis-server
need pgbouncer pgbouncer
count_lines npm run --silent test:crash
