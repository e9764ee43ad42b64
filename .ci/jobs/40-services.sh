# The stores against a real PostgreSQL, MariaDB and Redis, real ORMs, real SQLite drivers and an emulated DynamoDB.
need psql postgresql
need mariadbd mariadb-server
need redis-server redis-server
need_packages python3 python3-venv
count_lines npm run --silent test:services
check types-of-services npx tsc -p test/services --noEmit
check lint-of-services npx eslint test/services
# Too short to measure anything: that it runs, and that what it counts is what was delivered.
check bench-of-settling npm run --silent bench:settle -- --rows 0,1000 --processes 1,2 --seconds 0.5 --rounds 1
