"""Trees: the vectors of RFC 6962's own implementation, and the recursive definition written out."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates.register import merkle

LEAVES = [bytes.fromhex(text) for text in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657",
                                           "606162636465666768696a6b6c6d6e6f")]
ROOTS = ["6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
         "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
         "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
         "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
         "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
         "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
         "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
         "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"]
SOME = st.lists(st.binary(max_size=8), max_size=70)


def naive(data: list[bytes]) -> bytes:
    """RFC 6962, section 2.1, word for word."""
    if len(data) == 0:
        return hashlib.sha256(b"").digest()
    if len(data) == 1:
        return hashlib.sha256(b"\x00" + data[0]).digest()
    k = max(2 ** i for i in range(10) if 2 ** i < len(data))
    return hashlib.sha256(b"\x01" + naive(data[:k]) + naive(data[k:])).digest()


@pytest.mark.parametrize("count", range(1, 9))
def test_the_vectors_of_the_standard(count: int) -> None:
    assert merkle.root(map(merkle.leaf, LEAVES[:count])).hex() == ROOTS[count - 1]


def test_a_tree_without_leaves_has_the_hash_of_nothing() -> None:
    assert merkle.root([]) == merkle.root_of(()) == hashlib.sha256().digest()


@given(SOME)
def test_roots_are_those_of_the_definition(data: list[bytes]) -> None:
    assert merkle.root(map(merkle.leaf, data)) == naive(data)


@given(SOME)
def test_a_frontier_grows_leaf_by_leaf_to_the_same_root(data: list[bytes]) -> None:
    frontier: tuple[bytes, ...] = ()
    for size, one in enumerate(data):
        frontier = merkle.grown(frontier, size, merkle.leaf(one))
        assert len(frontier) == (size + 1).bit_count()
        assert merkle.root_of(frontier) == naive(data[:size + 1])


@given(SOME.filter(bool), st.data())
def test_every_leaf_is_proved_and_no_other_passes_for_it(data: list[bytes], draw: st.DataObject) -> None:
    hashed = [merkle.leaf(one) for one in data]
    place = draw.draw(st.integers(0, len(data) - 1))
    path = merkle.inclusion(hashed, place)
    assert len(path) <= max(1, (len(data) - 1).bit_length())
    assert merkle.includes(hashed[place], place, len(data), path, naive(data))
    other = draw.draw(st.integers(0, len(data) - 1).filter(lambda at: at != place) if len(data) > 1 else st.just(-1))
    assert not merkle.includes(hashed[place], other, len(data), path, naive(data)) or hashed[other] == hashed[place]
    assert not merkle.includes(merkle.leaf(b"forged leaf"), place, len(data), path, naive(data))
    assert not merkle.includes(hashed[place], place, len(data), [*path, path[-1] if path else b"0" * 32], naive(data))


def test_a_node_does_not_pass_for_a_leaf() -> None:
    left, right = merkle.leaf(b"a"), merkle.leaf(b"b")
    assert merkle.root([left, right]) != merkle.leaf(left + right)
