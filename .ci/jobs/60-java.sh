# A second opinion on the documents, and clients of them in other languages, driven against the simulator.
# All of it by openapi-generator, which is Java; Maven fetches it, by a pinned hash. And a client that others
# made of Khipu's documents. What takes long to compile is generated here, and compiled by nightly.yml.
need javac openjdk-17-jdk-headless
need mvn maven
need_packages python3 python3-venv
need go golang-go
need_packages php-cli php-curl php-mbstring php-xml php-guzzlehttp-guzzle
need_packages ruby ruby-typhoeus
count_lines npm run --silent spec:validate
count_lines npx tsx test/clients/run.ts
count_lines npx tsx test/clients/stranger.ts
