# Which examples ns-3's test.py runs: (name and arguments, whether to run, whether under valgrind).

cpp_examples = [
    ("winsock-accept-storm", "True", "False"),
    ("winsock-accept-without-room", "True", "False"),
    ("winsock-base-handles", "True", "False"),
    ("winsock-counting-layer", "True", "False"),
    ("winsock-exempted-program", "True", "False"),
    ("winsock-first", "True", "False"),
    ("ce-device-first-sockets", "True", "False"),
    ("winsock-chain-order", "True", "False"),
    ("winsock-chains-eat-descriptors", "True", "False"),
    ("winsock-descriptor-leak", "True", "False"),
    ("winsock-leak-next-door", "True", "False"),
    ("winsock-fleet --access=ppp", "True", "False"),
    ("winsock-many-clients --clients=20 --descriptors=8", "True", "False"),
    ("winsock-ping --count=6 --loss=0.3", "True", "False"),
    ("winsock-plain-applications", "True", "False"),
    ("winsock-proxy", "True", "False"),
    ("winsock-read-file", "True", "False"),
    ("winsock-removed-library", "True", "False"),
    ("winsock-retry-policies --seeds=1", "True", "False"),
    ("winsock-slow-reader", "True", "False"),
    ("winsock-software-update --leaves=10", "True", "False"),
    ("winsock-styles", "True", "False"),
    ("winsock-tcp-echo", "True", "False"),
    ("winsock-ten-lines", "True", "False"),
    ("winsock-udp-echo-ipv6", "True", "False"),
]

python_examples = []
