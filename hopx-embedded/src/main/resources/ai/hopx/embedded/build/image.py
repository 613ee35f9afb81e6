"""What template builds do to files, inside the sandbox: unpack uploads, pack images, unpack images.

Nobody vouches for an archive: uploads come from callers, and images from sandboxes that ran their
code. So folders are walked by descriptor and never through links, and nothing is written over but
what is replaced.
"""

import fnmatch
import os
import posixpath
import sys
import tarfile
import zlib

# Folders of an isolated sandbox's root that are the machine's or are packed by themselves
MACHINE = {"bin", "dev", "etc", "home", "lib", "lib32", "lib64", "libx32", "proc", "root", "run", "sbin",
           "tmp", "usr", "var", "workspace"}

MAX_ENTRIES = 100_000

PIECE = 1 << 18


class Refused(Exception):
    pass


class Places:
    """The real folders of the sandbox. Programs like this one start in its workspace."""

    def __init__(self, isolated):
        self.isolated = isolated
        self.workspace = os.getcwd()
        beside = os.path.dirname(self.workspace)
        self.tmp = os.path.join(beside, "tmp")
        self.home = "/home/user" if isolated else os.path.join(beside, "home")

    def real(self, path):
        for name, folder in (("/workspace", self.workspace), ("/tmp", self.tmp)):
            if path == name or path.startswith(name + "/"):
                return folder + path[len(name):]
        if not self.isolated:
            raise Refused("Without isolation, only /workspace and /tmp can be written to, not %s" % path)
        return path


class Tree:
    """A folder that is written to, and nothing outside it."""

    def __init__(self, root, budget):
        self._root = root
        self._budget = budget

    def add(self, archive, member, parts, mode=None):
        """Add a member of an archive under a name in parts, empty for the folder itself."""
        if member.isdir():
            self._add_folder(parts, member.mode, mode)
            return
        if not parts:
            raise Refused("'%s' has no name" % member.name)
        folder = self._open(parts[:-1])
        try:
            if member.isfile():
                self._add_file(archive, member, folder, parts[-1], mode)
            elif member.issym():
                self._make_room(folder, parts[-1])
                os.symlink(member.linkname, parts[-1], dir_fd=folder)
            else:
                raise Refused("'%s' is neither a file nor a folder" % member.name)
        finally:
            os.close(folder)

    def _open(self, parts):
        folder = os.open(self._root, os.O_RDONLY | os.O_DIRECTORY)
        for part in parts:
            try:
                try:
                    os.mkdir(part, 0o755, dir_fd=folder)
                except FileExistsError:
                    pass
                inner = os.open(part, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=folder)
            except OSError as error:
                raise Refused("'%s' is no folder to unpack into: %s" % ("/".join(parts), error.strerror)) from None
            finally:
                os.close(folder)
            folder = inner
        return folder

    def _add_folder(self, parts, own_mode, mode):
        folder = self._open(parts)
        try:
            if parts:
                # A folder that is listed can be entered as well
                wanted = own_mode & 0o777 if mode is None else mode | (mode & 0o444) >> 2
                os.fchmod(folder, wanted | 0o700)
        finally:
            os.close(folder)

    def _add_file(self, archive, member, folder, name, mode):
        self._budget.take(member.size)
        self._make_room(folder, name)
        file = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600, dir_fd=folder)
        with os.fdopen(file, "wb") as target, archive.extractfile(member) as source:
            while True:
                piece = source.read(PIECE)
                if not piece:
                    break
                target.write(piece)
            os.fchmod(target.fileno(), member.mode & 0o777 if mode is None else mode)

    @staticmethod
    def _make_room(folder, name):
        try:
            os.unlink(name, dir_fd=folder)
        except FileNotFoundError:
            pass
        except OSError as error:
            raise Refused("'%s' cannot be replaced: %s" % (name, error.strerror)) from None


class Budget:
    """How much may still be unpacked."""

    def __init__(self, limit):
        self._limit = self._left = limit
        self._entries = MAX_ENTRIES

    def count(self):
        self._entries -= 1
        if self._entries < 0:
            raise Refused("The archive has more than %d entries" % MAX_ENTRIES)

    def take(self, size):
        self._left -= size
        if self._left < 0:
            raise Refused("The archive unpacks to more than %d MiB" % (self._limit >> 20))


def members(archive, budget):
    for member in archive:
        budget.count()
        yield member
        # The archive would remember every one of them
        archive.members = []


def parts_of(name):
    """The parts of a member's name, which may not lead out of its folder."""
    if name.startswith("/"):
        raise Refused("'%s' is an absolute name" % name)
    parts = [part for part in name.split("/") if part not in ("", ".")]
    if ".." in parts:
        raise Refused("'%s' leads out of the archive" % name)
    return parts


def check_link(member, parts):
    """Links of uploads stay among what was uploaded with them."""
    if member.issym():
        target = posixpath.normpath(posixpath.join(*(parts[:-1] + [member.linkname])))
        if target.startswith("/") or target.split("/")[0] == "..":
            raise Refused("The link '%s' leads out of the archive" % member.name)


def copy(places, path, limit, source, target, mode):
    """What COPY does: the source's own name is the target's, what is below a folder goes below it."""
    into = target.endswith("/") or os.path.isdir(places.real(target))
    folder = places.real(posixpath.normpath(target))
    source = parts_of(source.strip("/") if source.strip("/") else ".")
    wild = next((at for at, part in enumerate(source) if any(sign in part for sign in "*?[")), None)
    count = 0
    budget = Budget(limit)
    with tarfile.open(path, "r|gz") as archive:
        for member in members(archive, budget):
            parts = parts_of(member.name)
            check_link(member, parts)
            if wild is not None:
                root, parts = folder, below(parts, source, wild)
            elif source and parts == source and not member.isdir():
                root = folder if into else os.path.dirname(folder)
                parts = [source[-1] if into else os.path.basename(folder)]
            else:
                root = folder
                parts = parts[len(source):] if parts[:len(source)] == source else parts
            os.makedirs(root, exist_ok=True)
            Tree(root, budget).add(archive, member, parts, mode)
            count += 0 if member.isdir() else 1
    print("Copied %d files to %s" % (count, target))


def below(parts, source, wild):
    """Names that match a pattern go to the target by what comes after the pattern's plain folders."""
    matches = len(parts) >= len(source) and all(map(fnmatch.fnmatchcase, parts, source))
    return parts[wild:] if matches else parts


def pack(places, path):
    """Pack what a build left behind; an image without anything in it makes no file."""
    roots = [("workspace", places.workspace), ("home", places.home)]
    if places.isolated:
        roots += [("root/" + name, "/" + name) for name in sorted(os.listdir("/")) if name not in MACHINE]
    device = os.stat("/").st_dev
    packed = False
    with tarfile.open(path, "w|", format=tarfile.PAX_FORMAT) as archive:
        for name, folder in roots:
            for inner in contents(folder, device if name.startswith("root/") else None):
                try:
                    member = archive.gettarinfo(inner, name + inner[len(folder):])
                    if member is None or not (member.isfile() or member.isdir() or member.issym()
                                              or member.islnk()):
                        continue
                    if member.islnk():
                        # Names of the same file become files of their own
                        member.type, member.size = tarfile.REGTYPE, os.lstat(inner).st_size
                    add(archive, member, inner)
                except FileNotFoundError:
                    # Something still ran and removed it
                    continue
                packed = True
    if not packed:
        os.unlink(path)
    print(os.path.getsize(path) if packed else 0)


def add(archive, member, path):
    if member.isfile():
        with open(path, "rb") as file:
            archive.addfile(member, file)
    else:
        archive.addfile(member)


def contents(folder, device):
    """Everything below a folder, but nothing that is mounted there."""
    if os.path.islink(folder) or (device is not None and os.lstat(folder).st_dev != device):
        return
    if device is not None:
        yield folder
    pending = [folder]
    while pending:
        each = pending.pop()
        try:
            entries = sorted(os.scandir(each), key=lambda entry: entry.name) if os.path.isdir(each) else []
        except PermissionError:
            continue
        for entry in entries:
            if device is not None and entry.stat(follow_symlinks=False).st_dev != device:
                continue
            yield entry.path
            if entry.is_dir(follow_symlinks=False):
                pending.append(entry.path)


def unpack(places, path, limit):
    """Lay out a new sandbox as the build left its own."""
    budget = Budget(limit)
    roots = {"workspace": places.workspace, "home": places.home}
    if places.isolated:
        roots["root"] = "/"
    trees = {name: Tree(root, budget) for name, root in roots.items()}
    with tarfile.open(path, "r|") as archive:
        for member in members(archive, budget):
            root, *parts = parts_of(member.name)
            if root in trees and parts:
                trees[root].add(archive, member, parts)


def main(isolated, work, path, *arguments):
    places = Places(isolated == "isolated")
    path = places.real(path)
    try:
        if work == "copy":
            limit, source, target, mode = arguments
            copy(places, path, int(limit), source, target, int(mode, 8) if mode else None)
        elif work == "pack":
            pack(places, path)
        else:
            unpack(places, path, int(arguments[0]))
    except Refused as refused:
        sys.exit("Refused: %s" % refused)
    except (tarfile.TarError, zlib.error, EOFError, ValueError) as error:
        sys.exit("The archive cannot be read: %s" % error)
    except OSError as error:
        sys.exit("Cannot %s: %s" % (work, error))
    except MemoryError:
        sys.exit("The archive needs more memory than the sandbox has")


main(*sys.argv[1:])
