# Which examples ns-3's test.py runs: (name and arguments, whether to run, whether under valgrind).

cpp_examples = [
]

python_examples = []
