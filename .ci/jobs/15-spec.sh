# The tools that maintain the documents: compared, taken over and generated anew in copies of the repository.
jest_job spec npm run --silent test:spec --
