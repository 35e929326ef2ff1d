"""What is computed once, on first use, and kept as long as what it is of."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, Generic, Self, TypeVar, TypeVarTuple, overload

_Value = TypeVar("_Value")
_Owner = TypeVar("_Owner")
_Asked = TypeVarTuple("_Asked")


class cached_property(Generic[_Value]):  # noqa: N801 - named as that of the standard library
    """:class:`functools.cached_property` as it is from Python 3.12 on: without a lock, which took longer than most values.

    Two threads may both compute a value; as nothing here depends on which of two equal ones is kept, that is no harm.
    """

    def __init__(self, make: Callable[[Any], _Value]) -> None:
        self._make = make
        self._name = make.__name__
        self.__doc__ = make.__doc__

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...

    @overload
    def __get__(self, instance: object, owner: type) -> _Value: ...

    def __get__(self, instance: object | None, owner: type) -> Self | _Value:
        if instance is None:
            return self
        value = instance.__dict__[self._name] = self._make(instance)
        return value


def kept_with_owner(make: Callable[[_Owner, *_Asked], _Value]) -> Callable[[_Owner, *_Asked], _Value]:
    """Keep what a function says with its first argument, and forget it with that.

    A cache by arguments (:func:`functools.lru_cache`) would keep its owners instead: of packs, each text with names of its
    own has another one. The other arguments are hashable and given by place.
    """
    name = f"{make.__module__}.{make.__qualname__}"

    @wraps(make)
    def asked(owner: _Owner, /, *key: *_Asked) -> _Value:
        memory: dict[Hashable, _Value] = owner.__dict__.setdefault(name, {})
        if key not in memory:
            memory[key] = make(owner, *key)
        return memory[key]

    return asked
