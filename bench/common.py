"""What the scripts in this folder share: starting servers and asking them."""
import functools, http.client, json, os, shutil, socket, ssl, subprocess, sys, time

HERE = os.path.dirname(os.path.abspath(__file__))
HOME = os.path.dirname(HERE)
BENCH = HOME + "/target/bench"
LIBRARIES = HOME + "/target/lib/*"
PROGRAMS = ":".join([BENCH + "/classes", LIBRARIES, BENCH + "/lib/*"])

# The histograms of Generator.java; the server has no part in it.
HDR_HISTOGRAM = "org.hdrhistogram:HdrHistogram:2.2.2"

NGINX = """
daemon off; master_process on; worker_processes %(workers)d; pid %(folder)s/%(name)s.pid; error_log %(folder)s/%(name)s.log;
events { worker_connections 4096; }
http {
  access_log off; keepalive_requests 1000000000; client_max_body_size 64m; client_body_buffer_size 1m;
  client_body_temp_path %(folder)s/%(name)s-body; proxy_temp_path %(folder)s/%(name)s-proxy; fastcgi_temp_path %(folder)s/f;
  uwsgi_temp_path %(folder)s/u; scgi_temp_path %(folder)s/s;
  %(http)s
}
"""


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def started(command, ready, log, environment=None, patience=120):
    """A process whose log has told that it is ready."""
    out = open(log, "w+")
    process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, cwd=HOME, env=environment)
    until = time.monotonic() + patience
    while time.monotonic() < until:
        time.sleep(0.02)
        if ready in open(log, errors="replace").read():
            return process
        if process.poll() is not None:
            break
    if process.poll() is None:
        process.kill()
        process.wait()
    raise RuntimeError("%s did not say %r:\n%s" % (command[0], ready, open(log, errors="replace").read()[-4000:]))


def jeton(data, *arguments, text=None):
    done = subprocess.run([HOME + "/jeton", *arguments, "--data", data, "--json"], input=text, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr)
    return json.loads(done.stdout)


@functools.cache
def jdk():
    """The folder of the JDK 25 that the launcher would take."""
    found = subprocess.run(["sh", "-c", '. "$0/bin/jdk.sh" && find_jdk javac && echo "$JDK"', HOME], capture_output=True, text=True)
    if found.returncode:
        sys.exit(found.stderr.strip())
    return found.stdout.strip()


def java():
    return jdk() + "/bin/java"


def maven(*arguments):
    done = subprocess.run([HOME + "/mvnw", "-q", "-B", *arguments], cwd=HOME, env=dict(os.environ, JAVA_HOME=jdk()), capture_output=True, text=True)
    if done.returncode:
        sys.exit("mvnw %s:\n%s" % (" ".join(arguments), (done.stdout + done.stderr)[-4000:]))


def fetched(artifact, folder):
    """Copies an artifact of Maven's (group:name:version, perhaps :type) into a folder of target/bench, if it is not there."""
    _, name, version, *kind = artifact.split(":")
    file = os.path.join(BENCH, folder, "%s-%s.%s" % (name, version, kind[0] if kind else "jar"))
    if not os.path.exists(file):
        maven("org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy", "-Dartifact=" + artifact, "-DoutputDirectory=" + os.path.dirname(file))
    return file


def compiled():
    """Makes Jeton's libraries and this folder's Java programs ready to run."""
    subprocess.run([HOME + "/jeton", "version"], check=True, stdout=subprocess.DEVNULL)
    fetched(HDR_HISTOGRAM, "lib")
    sources = [os.path.join(HERE, name + ".java") for name in ("Argon2Rate", "Bare", "Commits", "Generator")]
    classes = os.path.join(BENCH, "classes")
    made = os.path.join(classes, "made")
    if not os.path.exists(made) or any(os.path.getmtime(source) > os.path.getmtime(made) for source in sources):
        subprocess.run([jdk() + "/bin/javac", "-proc:none", "-d", classes, "-cp", PROGRAMS, *sources], check=True)
        open(made, "w").close()


def serve(folder, config):
    """A server with this configuration; gives its process and its data folder."""
    os.makedirs(folder, exist_ok=True)
    data = os.path.join(folder, "data")
    file = os.path.join(folder, "jeton.yaml")
    with open(file, "w") as out:
        out.write(config)
    process = started(
        [HOME + "/jeton", "serve", "--config", file, "--data", data, "--host", "127.0.0.1", "--https-port", "0", "--http-port", "0"],
        "is ready", os.path.join(folder, "log"))
    return process, data


def address(data, scheme="https"):
    return json.load(open(data + "/server.json"))[scheme]


def nginx(folder, name, http, port, workers):
    """A process of nginx with this in its http block, which has a server on the port."""
    file = os.path.join(folder, name + ".conf")
    with open(file, "w") as out:
        out.write(NGINX % dict(folder=folder, name=name, http=http, workers=workers))
    process = subprocess.Popen([nginx_program(), "-p", folder, "-c", file], stderr=subprocess.DEVNULL)
    for _ in range(100):
        time.sleep(0.05)
        with socket.socket() as s:
            if s.connect_ex(("127.0.0.1", port)) == 0:
                return process
    sys.exit(open(os.path.join(folder, name + ".log")).read())


def nginx_program():
    return shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin")


def family(pid):
    """This process and all that come of it."""
    parents = {}
    for each in os.listdir("/proc"):
        if each.isdigit():
            try:
                parents[int(each)] = int(open("/proc/%s/stat" % each).read().rsplit(")", 1)[1].split()[1])
            except OSError:
                continue
    found = [pid]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found


def cpu(pid):
    """Seconds of processor time of a process and its children so far."""
    ticks = 0
    for each in family(pid):
        try:
            fields = open("/proc/%d/stat" % each).read().rsplit(")", 1)[1].split()
        except OSError:
            continue
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def memory(pid):
    """MB (of 10^6) that a process and its children hold in memory; pages shared among them count in each."""
    total = 0
    for each in family(pid):
        try:
            total += int(open("/proc/%d/statm" % each).read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        except OSError:
            continue
    return total / 1e6


def end(processes):
    """Ends them, the last first."""
    for process in reversed(processes):
        process.terminate()
    for process in processes:
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def ask(url, request, trust=None):
    """The status and the text of one answer."""
    scheme, _, rest = url.partition("://")
    host, port = rest.split(":")
    if scheme == "https":
        context = ssl.create_default_context(cafile=trust) if trust else ssl._create_unverified_context()
        line = http.client.HTTPSConnection(host, int(port), context=context, timeout=60)
    else:
        line = http.client.HTTPConnection(host, int(port), timeout=60)
    try:
        line.request(request.method, request.path, request.body or None, {"Host": "localhost", **dict(request.headers)})
        answer = line.getresponse()
        return answer.status, answer.read().decode("utf-8", "replace")
    finally:
        line.close()
