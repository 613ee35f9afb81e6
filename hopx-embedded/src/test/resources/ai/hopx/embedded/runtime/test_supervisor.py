"""Tests of the supervisor's parts that need no sandbox. The folder of its sources is in HOPX_SOURCES."""

import ast
import os
import signal
import subprocess
import sys
import tempfile
import time
import unittest

SOURCES = os.environ["HOPX_SOURCES"]
sys.path.insert(0, os.path.join(SOURCES, "supervisor"))

import disk
import paths
import processes
import ps
import removal
from flow import MAX_UNASKED, Flow
from loop import Loop
from protocol import FrameReader, FrameWriter, ProtocolError
from refusal import Refusal
from runs import exit_code


class SourcesTest(unittest.TestCase):
    def test_all_sources_are_python_3_8(self):
        count = 0
        for folder, _, names in os.walk(SOURCES):
            for name in names:
                if name.endswith(".py"):
                    with open(os.path.join(folder, name)) as file:
                        ast.parse(file.read(), name, feature_version=(3, 8))
                    count += 1
        self.assertGreater(count, 15)


class FlowTest(unittest.TestCase):
    def setUp(self):
        self.flow = Flow()
        self.waked = []

    def go_on(self):
        self.waked.append(True)

    def test_takes_as_many_pieces_as_were_granted(self):
        self.assertFalse(self.flow.is_open())
        self.flow.wait(self)
        self.flow.grant(2)
        self.assertEqual([True], self.waked)
        for _ in range(2):
            self.assertTrue(self.flow.is_open())
            self.assertTrue(self.flow.take())
        self.assertFalse(self.flow.is_open())
        self.flow.grant(1)
        self.assertEqual([True], self.waked)

    def test_sends_some_unasked_and_drops_the_rest(self):
        self.flow.wait(self)
        self.flow.end()
        self.assertEqual([True], self.waked)
        taken = [self.flow.take() for _ in range(100)]
        self.assertEqual(MAX_UNASKED, sum(taken))
        self.assertTrue(self.flow.lost)
        self.assertTrue(self.flow.is_open())


class GenerationsTest(unittest.TestCase):
    def test_counts_those_above(self):
        parents = {10: 1, 11: 10, 12: 11, 20: 1, 30: 31, 31: 30}
        members = {pid: processes.Process(pid, parent, pid, "S", 0, 0, 0, "x") for pid, parent in parents.items()}
        found = {pid: processes.generation(each, members) for pid, each in members.items() if pid < 30}
        self.assertEqual({10: 0, 11: 1, 12: 2, 20: 0}, found)
        # Process ids that were used again while they were read
        self.assertGreater(processes.generation(members[30], members), 0)


class FramesTest(unittest.TestCase):
    def setUp(self):
        self.output, self.input = os.pipe()
        self.addCleanup(os.close, self.output)
        self.addCleanup(os.close, self.input)

    def frames_of(self, data, size, capacity=64):
        reader = FrameReader(self.output, 100000, capacity)
        found = []
        for start in range(0, len(data), size):
            os.write(self.input, data[start:start + size])
            self.assertTrue(reader.fill())
            found += [(header, bytes(payload)) for header, payload in reader.frames()]
            # What does not fit the buffer is read in the next turns
            while start + size >= len(data) and self.is_readable():
                reader.fill()
                found += [(header, bytes(payload)) for header, payload in reader.frames()]
        return found

    def is_readable(self):
        import select
        return bool(select.select([self.output], [], [], 0)[0])

    def test_frames_in_pieces_of_any_size(self):
        data = b'{"a":1}\n' + b'{"b":2,"bytes":5}\nab\ncd' + b'{"c":3,"bytes":0}\n' + b'{"d":4,"bytes":300}\n' + b"x" * 300
        for size in (1, 2, 3, 7, 16, 63, 64, 65, 1000):
            with self.subTest(size=size):
                found = self.frames_of(data, size)
                self.assertEqual([{"a": 1}, {"b": 2, "bytes": 5}, {"c": 3, "bytes": 0}, {"d": 4, "bytes": 300}],
                                 [header for header, _ in found])
                self.assertEqual([b"", b"ab\ncd", b"", b"x" * 300], [payload for _, payload in found])

    def test_what_a_writer_writes(self):
        FrameWriter(self.input).send({"id": 1, "text": "\u00fc\ud800"}, b"payload")
        self.assertEqual([({"id": 1, "text": "\u00fc\ud800", "bytes": 7}, b"payload")], self.frames_of(b"", 1) or self.rest())

    def rest(self):
        reader = FrameReader(self.output, 1000, 1000)
        reader.fill()
        return [(header, bytes(payload)) for header, payload in reader.frames()]

    def test_what_is_no_frame(self):
        for line in (b"nonsense\n", b"[]\n", b'{"bytes":-1}\n', b'{"bytes":"1"}\n', b'{"bytes":100001}\n', b'{"bytes":true}\n'):
            with self.subTest(line=line), self.assertRaises(ProtocolError):
                self.frames_of(line, 100)


class LoopTest(unittest.TestCase):
    def test_timers_in_their_order_but_those_cancelled(self):
        loop, called = Loop(), []
        loop.later(0.02, lambda: called.append(2))
        loop.later(0.01, lambda: called.append(1))
        loop.later(0.015, lambda: called.append("cancelled")).cancel()
        loop.later(0.03, loop.stop)
        loop.run()
        self.assertEqual([1, 2], called)

    def test_long_work_lets_others_in_between(self):
        loop, called = Loop(), []

        def work():
            end = time.monotonic() + 0.1
            while time.monotonic() < end:
                yield
            called.append("work")
            loop.stop()

        loop.slices(work())
        loop.later(0.01, lambda: called.append("timer"))
        loop.run()
        self.assertEqual(["timer", "work"], called)

    def test_the_end_of_a_child(self):
        loop, statuses = Loop(), []
        child = subprocess.Popen(["/bin/sh", "-c", "exit 3"])
        child.returncode = 0
        loop.on_exit(child.pid, lambda status: (statuses.append(exit_code(status)), loop.stop()))
        loop.run()
        self.assertEqual([3], statuses)

    def test_a_mistake_does_not_end_the_loop(self):
        loop, called = Loop(), []
        loop.later(0.0, lambda: 1 / 0)
        loop.later(0.01, lambda: (called.append("next"), loop.stop()))
        silence = os.dup(2)
        try:
            with open(os.devnull, "w") as null:
                os.dup2(null.fileno(), 2)
                sys.stderr.flush()
                loop.run()
        finally:
            os.dup2(silence, 2)
            os.close(silence)
        self.assertEqual(["next"], called)

    def tearDown(self):
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)


class ProcessesTest(unittest.TestCase):
    def test_a_name_that_looks_like_something_else(self):
        with tempfile.TemporaryDirectory() as folder:
            program = os.path.join(folder, "a) R (b")
            os.symlink(sys.executable, program)
            child = subprocess.Popen([program, "-c", "import time; time.sleep(60)"])
            try:
                process = processes.read(child.pid)
                self.assertEqual((child.pid, os.getpid()), (process.pid, process.parent))
            finally:
                child.kill()
                child.wait()

    def test_descendants(self):
        make = lambda pid, parent: processes.Process(pid, parent, 0, "S", 0, 0, 0, "")
        table = {each.pid: each for each in (make(1, 0), make(2, 1), make(3, 2), make(4, 1), make(5, 9))}
        self.assertEqual({2, 3, 4}, processes.descendants(table, 1))
        self.assertEqual(set(), processes.descendants(table, 5))

    def test_what_belongs_to_a_run_of_the_interpreter(self):
        child = subprocess.Popen(["sleep", "60"], env={processes.RUN_VARIABLE: "7", "PATH": os.environ["PATH"]})
        try:
            deadline = time.monotonic() + 10
            while processes.run_of(child.pid) != "7" and time.monotonic() < deadline:
                time.sleep(0.001)
            process = processes.read(child.pid)
            self.assertTrue(processes.belongs(process, "7", 1, set(), None))
            self.assertFalse(processes.belongs(process, "8", 1, set(), None))
            self.assertFalse(processes.belongs(process, "7", child.pid, set(), 0))
            self.assertTrue(processes.belongs(process, "8", 1, {child.pid}, process.started))
            self.assertFalse(processes.belongs(process, "8", 1, {child.pid}, process.started + 1))
        finally:
            child.kill()
            child.wait()

    def test_start_times_are_of_the_clock_that_is_compared_with_them(self):
        child = subprocess.Popen(["sleep", "60"])
        try:
            self.assertLess(abs(processes.now_in_ticks() - processes.read(child.pid).started), 10 * processes.TICKS)
        finally:
            child.kill()
            child.wait()

    def test_ps_tells_the_same(self):
        if subprocess.call(["sh", "-c", "command -v ps >/dev/null"]) != 0:
            self.skipTest("no ps")
        mine = ps.snapshot(processes.Process, processes.TICKS)[os.getpid()]
        other = processes.read(os.getpid())
        self.assertEqual((other.pid, other.parent, other.session), (mine.pid, mine.parent, mine.session))
        self.assertGreater(mine.resident, 0)
        self.assertLess(abs(mine.started - time.time() * processes.TICKS), 3600 * processes.TICKS)
        self.assertEqual(93784.5, ps.seconds("1-02:03:04.5"))


class FoldersTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        for name in ("work", "tmp"):
            os.mkdir(os.path.join(self.folder, name))
        self.paths = paths.Paths({"/workspace": self.folder + "/work", "/tmp": self.folder + "/tmp"})

    def test_a_link_with_the_real_path_of_a_root(self):
        os.symlink(self.folder + "/work/target", self.folder + "/tmp/link")
        with self.paths.find("/tmp/link") as place:
            self.assertEqual("/workspace/target", place.path)

    def test_a_link_to_what_is_around_the_roots(self):
        os.symlink(os.path.dirname(self.folder), self.folder + "/work/out")
        os.symlink("..", self.folder + "/work/up")
        for path in ("out/" + os.path.basename(self.folder), "up/work", "up/tmp/../../etc"):
            with self.subTest(path=path), self.assertRaises(Refusal):
                self.paths.find(path + "/file")

    def test_no_descriptor_is_left_open(self):
        os.makedirs(self.folder + "/work/a/b/c")
        os.symlink("a/b", self.folder + "/work/link")
        before = len(os.listdir("/dev/fd"))
        for path in ("a/b/c", "link/c/../c", "nope/x", "../x", "link/c/d/e", "/etc", "a\0"):
            try:
                self.paths.find(path).close()
            except Refusal:
                pass
        self.assertEqual(before, len(os.listdir("/dev/fd")))

    def test_a_folder_is_removed_whole(self):
        top = self.folder + "/work/top"
        os.makedirs(top + "/a/b/c")
        os.makedirs(top + "/removed-0/removed-0")
        os.symlink(self.folder + "/tmp", top + "/a/link")
        open(self.folder + "/tmp/kept", "w").close()
        with self.paths.find("top") as place:
            for _ in removal.remove_tree(place):
                pass
        self.assertFalse(os.path.exists(top))
        self.assertTrue(os.path.exists(self.folder + "/tmp/kept"))

    def test_sizes_count_a_file_of_two_names_once(self):
        with open(self.folder + "/work/file", "wb") as file:
            file.write(bytes(10000))
        os.link(self.folder + "/work/file", self.folder + "/tmp/again")
        os.symlink("file", self.folder + "/work/link")
        sizes = [length for _, length in disk.file_sizes([self.folder])]
        self.assertEqual([4, 10000], sorted(sizes))


if __name__ == "__main__":
    unittest.main()
